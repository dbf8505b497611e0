/** Text in lines of at most `width` characters, broken at spaces; a longer word, like a digest, stays whole. Indents are kept. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    const indent = /^ */.exec(line)![0];
    let current = "";
    for (const word of line.slice(indent.length).split(" ")) {
      if (current !== "" && indent.length + current.length + 1 + word.length > width) {
        lines.push(`${indent}${current}`);
        current = word;
      } else {
        current = current === "" ? word : `${current} ${word}`;
      }
    }
    return [...lines, `${indent}${current}`];
  });
}
