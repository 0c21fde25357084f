import type { TeamsSettings } from './settings.ts'

/** Hosts of Microsoft's connectors: public cloud, US government (GCC, GCC High, DoD) and China. */
const hosts = ['smba.trafficmanager.net']
const domains = [
  '.botframework.com',
  '.teams.microsoft.com',
  '.botframework.us',
  '.botframework.azure.us',
  '.teams.microsoft.us',
  '.botframework.azure.cn',
  '.teams.microsoftonline.cn',
]

/** The connector that reaches every public tenant: for speaking first, before anything was heard. */
export const globalServiceUrl = 'https://smba.trafficmanager.net/teams/'

/**
 * Whether the bot may speak to this address. An activity names the address its answers go to and the bot's token goes
 * with them, so an address that anybody could write would be both a request forgery and a theft of the token.
 */
export function maySpeakTo(serviceUrl: string | undefined, settings: TeamsSettings): boolean {
  const url = parsed(serviceUrl)
  if (!url || url.username || url.password) return false
  if (isLoopback(url.hostname)) return settings.auth === 'off' || settings.endpoints !== undefined
  if (settings.auth === 'off') return false
  if (url.protocol !== 'https:' || url.port) return false
  return hosts.includes(url.hostname) || domains.some((domain) => url.hostname.endsWith(domain))
}

function parsed(address: string | undefined): URL | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined
}

/** After `new URL`, every spelling of an IPv4 address (decimal, octal, hexadecimal) is dotted. */
const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
