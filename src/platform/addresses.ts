import { BlockList, isIP } from 'node:net'

/** Address ranges that are not hosts of the public internet: IANA's special-purpose registries for IPv4 and IPv6. */
const special = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  // Only 2000::/3 is given out as public. Of it: Teredo and other protocols, documentation, 6to4 (an IPv4 address inside).
  ipv6: [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ],
} as const
const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')
const refused = new BlockList()
for (const [net, bits] of special.ipv4) refused.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of special.ipv6) refused.addSubnet(net, bits, 'ipv6')

/**
 * True for an IP address of the public internet. Everything else (private, loopback, link-local, IPv4 inside IPv6, what is
 * no address at all) is false: a server of ours must not fetch from its own network what a stranger names.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return unicast.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}
