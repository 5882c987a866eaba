import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import type { Env } from './env.js';

/** The configuration for injection: `config.get('publicUrl', { infer: true })`. */
export class Config extends ConfigService<Env, true> {}

@Module({})
export class ConfigModule {
  static with(env: Env): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      imports: [
        NestConfigModule.forRoot({
          // loadEnv has read and validated the environment.
          ignoreEnvFile: true,
          ignoreEnvVars: true,
          skipProcessEnv: true,
          load: [() => env],
        }),
      ],
      providers: [{ provide: Config, useExisting: ConfigService }],
      exports: [Config],
    };
  }
}
