import { BlockList, isIP } from "node:net";

/**
 * Networks that are nobody's place on the internet: this host, private and shared networks, links, multicast,
 * documentation, and those whose addresses carry another address inside, which is then not looked at.
 * ::ffff:0:0/96 must not be among them: BlockList looks at IPv4 addresses as part of it, and would block them all.
 */
const RESERVED: readonly string[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // A cloud's metadata service at an address that looks public.
  "168.63.129.16/32",
  "::/96",
  "::ffff:0:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
];

const blocked = new BlockList();
for (const network of RESERVED) {
  const [address = "", bits] = network.split("/");
  blocked.addSubnet(address, Number(bits), isIP(address) === 4 ? "ipv4" : "ipv6");
}

/** May a URL that a stranger chose lead to this IP address? What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !blocked.check(address, family === 4 ? "ipv4" : "ipv6");
}
