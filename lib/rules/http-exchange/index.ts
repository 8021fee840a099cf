import callbackNoStore from './http-callback-no-store'
import frameProtection from './http-frame-protection'
import hsts from './http-hsts'
import { table } from './table'

export const rules = [hsts, frameProtection, callbackNoStore, ...table] as const
