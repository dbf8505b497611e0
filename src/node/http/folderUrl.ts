/** A URL to which names are appended. */
export function folderUrl(url: string): URL {
  return new URL(url.endsWith("/") ? url : `${url}/`);
}
