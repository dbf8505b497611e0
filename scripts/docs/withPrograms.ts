const PROGRAM = /(\[cookbook\/[\w-]+\.ts\]\((cookbook\/[\w-]+\.ts)\)\n+```ts\n)[\s\S]*?```/g;

/** A page with each program that it links to, and shows below the link, as the program is now. `textOf` takes the link. */
export function withPrograms(page: string, textOf: (path: string) => string): string {
  return page.replace(PROGRAM, (_, before: string, path: string) => `${before}${textOf(path)}\`\`\``);
}
