import { ValidateBy } from 'class-validator';

/**
 * An http(s) address by the URL standard. class-validator's own check knows public names only, and refuses
 * what services are called inside of a network, such as `http://my_server:8000`.
 */
export const IsHttpUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isHttpUrl',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value),
      defaultMessage: () => '$property must be an http(s) address such as https://api.openai.com/v1',
    },
  });
