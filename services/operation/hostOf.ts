/** Host and port of a URL: all of it that may be logged, because paths, queries and user names hold keys. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an unreadable URL";
}
