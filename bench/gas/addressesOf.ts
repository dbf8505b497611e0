import { dataSlice, getAddress, id } from "ethers";

/** `count` addresses that look like any others; nobody has their keys. */
export function addressesOf(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => getAddress(dataSlice(id(`${name} ${i}`), 12)));
}
