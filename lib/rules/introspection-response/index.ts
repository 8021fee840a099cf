import active from './ti-active'
import jwt from './ti-jwt'
import members from './ti-members'
import membersUnique from './ti-members-unique'

export const rules = [active, members, membersUnique, jwt] as const
