import { getBytes } from "ethers";

/**
 * The text of a string as the projections are given it. What is no UTF-8 becomes the replacement character, and so does the
 * character zero, which some databases refuse.
 */
export function textOf(bytes: string): string {
  return new TextDecoder().decode(getBytes(bytes)).replaceAll("\0", "\uFFFD");
}
