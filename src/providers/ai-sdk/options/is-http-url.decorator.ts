import { IsUrl } from 'class-validator';

/** An http(s) address, of this machine or its network too. */
export const IsHttpUrl = (): PropertyDecorator =>
  IsUrl(
    {
      protocols: ['http', 'https'],
      require_protocol: true,
      require_tld: false,
      require_valid_protocol: true,
    },
    { message: '$property must be an http(s) address' },
  );
