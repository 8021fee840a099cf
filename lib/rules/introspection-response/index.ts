import active from './ti-active'
import jwt from './ti-jwt'
import members from './ti-members'

export const rules = [active, members, jwt] as const
