/** Cuts a name as programs write them into its words: `cityName`, `city_name` and `CITY-NAME` are two. */
export function nameWords(name: string): string[] {
  return (
    name
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
