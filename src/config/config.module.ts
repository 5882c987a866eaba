import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import type { Env } from './env.js';

/** Injected wherever configuration is needed: `config.get('publicUrl', { infer: true })`. */
export class Config extends ConfigService<Env, true> {}

@Module({})
export class ConfigModule {
  static with(env: Env): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      imports: [
        NestConfigModule.forRoot({
          // The environment was read and checked by loadEnv: nothing may slip past it.
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
