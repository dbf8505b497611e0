/** What of endpoints may be shown: paths and user names can hold keys. */
export function hostsOf(endpoints: readonly string[]): string[] {
  return endpoints.map((url) => new URL(url).host);
}
