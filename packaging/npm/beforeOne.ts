/**
 * A changeset as it counts below version 1.0.0: there, a breaking release raises the second number and any other the third,
 * which is what a caret range (`^0.1.0`) goes by. Changesets itself would make 1.0.0 of the first `major`.
 */
export function beforeOne(changeset: string): string {
  const lowered = (bump: string) => (bump === "major" ? "minor" : "patch");
  return changeset.replace(/^---\r?\n[\s\S]*?\r?\n---/, (front) =>
    front.replace(/:\s*(major|minor)\s*$/gm, (_, bump: string) => `: ${lowered(bump)}`),
  );
}
