import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Nest's own story of how it started, which is of use to somebody who debugs it. */
const FRAMEWORK = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
];

/** Nest's logger, less the forty lines that every start would begin with. */
export class ShopLogger extends ConsoleLogger {
  constructor(logLevels: LogLevel[]) {
    super({ prefix: 'Folio', logLevels });
  }

  override log(message: unknown, ...rest: unknown[]) {
    const context = rest.at(-1);
    const isFramework = typeof context === 'string' && FRAMEWORK.includes(context);
    if (isFramework) this.debug(message, context);
    else super.log(message, ...(rest as [string]));
  }
}
