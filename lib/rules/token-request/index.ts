import mtlsClientId from './ca-mtls-client-id'
import resources from './res-token-request'
import exchange from './te-request'
import { table } from './table'

export const rules = [...table, mtlsClientId, resources, exchange] as const
