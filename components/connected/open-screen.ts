import { createContext, useContext } from 'react'

type OpenScreen = (screen: 'profiles' | 'requests') => void

/** Opens a different screen of the panel. */
export const OpenScreenContext = createContext<OpenScreen>(() => undefined)

export const useOpenScreen = (): OpenScreen => useContext(OpenScreenContext)
