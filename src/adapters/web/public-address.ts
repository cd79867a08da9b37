import { BlockList, isIP } from 'node:net';

/**
 * Not the public internet, by the IANA special-purpose registries: https://www.iana.org/assignments/iana-ipv4-special-registry and
 * https://www.iana.org/assignments/iana-ipv6-special-registry.
 */
const closedIpv4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** Of IPv6 only global unicast is public, and of that not what leads back to IPv4 (6to4, Teredo) or is for documents. */
const openIpv6 = ['2000::/3'];
const closedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function toBlockList(ranges: readonly string[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), type);
  }
  return list;
}

const ipv4 = toBlockList(closedIpv4, 'ipv4');
const openInIpv6 = toBlockList(openIpv6, 'ipv6');
const closedInIpv6 = toBlockList(closedIpv6, 'ipv6');

/** Whether an IP address in its usual spelling is that of a public machine. What is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !ipv4.check(address, 'ipv4');
  // An address with a zone ("fe80::1%eth0") is of this network.
  if (family !== 6 || address.includes('%')) return false;
  return openInIpv6.check(address, 'ipv6') && !closedInIpv6.check(address, 'ipv6');
}
