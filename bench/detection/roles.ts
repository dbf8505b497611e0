/** What a contributor of the detection benchmark does. */
export type DetectionRole =
  | "honest"
  | "honest, ten times its update"
  | "labels rotated"
  | "sign flipped"
  | "noise"
  | "replay of the last aggregate"
  | "replay with 50 % noise"
  | "exact duplicate"
  | "40 % of labels random";

/** Twenty contributors in commit order. The duplicate copies the first honest one, which committed before. */
export const roles: readonly DetectionRole[] = [
  ...Array<DetectionRole>(12).fill("honest"),
  "honest, ten times its update",
  "labels rotated",
  "sign flipped",
  "noise",
  "replay of the last aggregate",
  "replay with 50 % noise",
  "exact duplicate",
  "40 % of labels random",
];

/** The seven that a detector should tell apart from the thirteen others. */
export function isBad(role: DetectionRole): boolean {
  return !role.startsWith("honest");
}

/** Those that bring no work of their own, or the opposite of it, and should earn at most 0.02 of an equal share. */
export function isUnpaid(role: DetectionRole): boolean {
  return isBad(role) && role !== "labels rotated" && role !== "40 % of labels random";
}
