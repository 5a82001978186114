import { BlockList, isIP } from 'node:net';

/**
 * Addresses that do not lie on the public internet, from the IANA special-purpose registries (RFC 6890 and successors):
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.
 */
const specialPurpose: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private use
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link local, where clouds keep their metadata service
  ['172.16.0.0', 12], // private use
  ['192.0.0.0', 24], // IETF protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.168.0.0', 16], // private use
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
  ['::', 128], // unspecified
  ['::1', 128], // loopback
  ['64:ff9b::', 96], // IPv4 through NAT64, which reaches any of the above
  ['64:ff9b:1::', 48], // local NAT64
  ['100::', 64], // discard
  ['2001::', 23], // IETF protocol assignments, Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which carries any IPv4 address
  ['fc00::', 7], // unique local
  ['fe80::', 10], // link local
  ['ff00::', 8], // multicast
];

const special = new BlockList();
for (const [network, prefix] of specialPurpose) special.addSubnet(network, prefix, familyOf(network));

/** Whether an address is private, loopback, link-local or otherwise not on the public internet. */
export const isSpecialPurpose = (address: string): boolean => contains(special, address);

/** Whether an address lies in one of the CIDR blocks, e.g. `10.20.0.0/16`. */
export function inNetworks(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const block of networks) {
    const [network = '', prefix] = block.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return contains(list, address);
}

/**
 * `BlockList` reads IPv4-mapped IPv6 addresses (`::ffff:10.0.0.1`) as the IPv4 addresses that they stand for, but finds
 * nothing for one with a zone (`fe80::1%eth0`).
 */
const contains = (list: BlockList, address: string) => list.check(address.replace(/%.*$/, ''), familyOf(address));

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
