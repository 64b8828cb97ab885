import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { asBoolean, asDuration, asNumber } from '../parsed.decorators';

const duration = { message: '$property must be a duration such as 500ms, 30s or 5m' };
const isObject = { message: '$property must be a mapping' };

/** `timeouts` of a model or of the defaults. 0 is no bound. */
export class TimeoutsDto {
  @IsOptional()
  @asDuration
  @IsInt(duration)
  connect?: number;

  @IsOptional()
  @asDuration
  @IsInt(duration)
  first_token?: number;

  @IsOptional()
  @asDuration
  @IsInt(duration)
  idle?: number;

  @IsOptional()
  @asDuration
  @IsInt(duration)
  total?: number;
}

/** `breaker` of a model or of the defaults. */
export class BreakerDto {
  @IsOptional()
  @asNumber
  @IsInt()
  @Min(0)
  failures?: number;

  @IsOptional()
  @asDuration
  @IsInt(duration)
  cooldown?: number;
}

class ModelSettingsDto {
  @IsOptional()
  @IsObject(isObject)
  @ValidateNested()
  @Type(() => TimeoutsDto)
  timeouts?: TimeoutsDto;

  @IsOptional()
  @asNumber
  @IsInt()
  @Min(0)
  @Max(10)
  retries?: number;

  @IsOptional()
  @IsObject(isObject)
  @ValidateNested()
  @Type(() => BreakerDto)
  breaker?: BreakerDto;

  @IsOptional()
  @asBoolean
  @IsBoolean()
  continue_on_failure?: boolean;
}

/** One of a model's `targets`. */
export class TargetDto {
  @IsString()
  @IsNotEmpty()
  provider!: string;

  /** The provider's own name for the model. */
  @IsString()
  @IsNotEmpty()
  model!: string;

  @IsOptional()
  @asNumber
  @IsNumber()
  @IsPositive()
  weight?: number;
}

/** An entry of `models`. */
export class ModelDto extends ModelSettingsDto {
  @IsArray()
  @ArrayNotEmpty()
  @ValidateNested({ message: '$property must be a list of mappings with provider and model' })
  @Type(() => TargetDto)
  targets!: TargetDto[];

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  fallbacks?: string[];
}

/** `defaults`. */
export class DefaultsDto extends ModelSettingsDto {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  model?: string;
}

/** The whole file. */
export class GatewayDto {
  @IsOptional()
  @IsObject(isObject)
  providers?: Record<string, unknown>;

  @IsOptional()
  @IsObject(isObject)
  models?: Record<string, unknown>;

  @IsOptional()
  @IsObject(isObject)
  @ValidateNested()
  @Type(() => DefaultsDto)
  defaults?: DefaultsDto;

  @IsOptional()
  @asBoolean
  @IsBoolean()
  expose_provider_models?: boolean;
}

/** What every entry of `providers` may say beside its type's own options. */
export class ProviderDto {
  @IsString()
  type!: string;

  @IsOptional()
  @asNumber
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  max_concurrent?: number;

  @IsOptional()
  @asNumber
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  max_queue?: number;

  @IsOptional()
  @asDuration
  @IsInt(duration)
  queue_timeout?: number;
}
