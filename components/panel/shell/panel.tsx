import { Activity, lazy, Suspense, useState } from 'react'
import './panel.css'
import '@/components/panel/flows/flows.css'
import '@/components/panel/flows/sequence.css'
import '@/components/panel/flows/flow-actions.css'
import '@/components/panel/message/message.css'
import '@/components/panel/consent/consent.css'
import '@/components/panel/tokens/tokens.css'
import '@/components/profile/profiles.css'
import { useLetters } from '@/components/connected/use-letters'
import { usePollWake } from '@/components/connected/use-poll-wake'
import { OpenScreenContext } from '@/components/connected/open-screen'
import { Announcer } from '@/components/ui/announcer'
import type { FlowTarget } from '@/components/panel/flows/flow-target'
import type { RuleTarget } from '@/components/panel/rules/rules-screen'
import { AppBoundary } from '@/components/ui/error-boundary'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { FlowsScreen } from '@/components/panel/flows/flows-screen'
import { focusNextPane, takesLetters } from '@/components/ui/keyboard'
import { LateNote } from '@/components/ui/late-note'
import { PanelNav } from './panel-nav'
import { RequestsScreen } from '@/components/panel/requests/requests-screen'
import { ProfilesScreen } from '@/components/profile/profiles-screen'
import { OpenRuleContext } from '@/components/ui/rule-link'
import { SettingsScreen } from './settings-screen'
import { screens, type Screen } from './screens'
import type { MetadataCompareProps } from '@/components/panel/server/compare-slot'
import { ServerScreen } from '@/components/panel/server/server-screen'
import type { TokenCompareProps } from '@/components/panel/tokens/compare-slot'
import { TokensScreen } from '@/components/panel/tokens/tokens-screen'
import { useKeyDown } from '@/components/ui/use-key-down'

/** Its data is large, and few look at it. */
const RulesScreen = lazy(async () => {
  const { RulesScreen: screen } = await import('@/components/panel/rules/rules-screen')
  return { default: screen }
})

/** Comparing and its formats are needed by few. */
const CompareMetadata = lazy(async () => {
  const { CompareMetadataPane: pane } =
    await import('@/components/panel/share/compare-metadata-pane')
  return { default: pane }
})

const CompareTokens = lazy(async () => {
  const { CompareTokensPane: pane } = await import('@/components/panel/share/compare-tokens-pane')
  return { default: pane }
})

function LazyCompare(props: MetadataCompareProps) {
  return (
    <Suspense fallback={<LateNote>{t('panel.share.preparing')}</LateNote>}>
      <CompareMetadata {...props} />
    </Suspense>
  )
}

function LazyCompareTokens(props: TokenCompareProps) {
  return (
    <Suspense fallback={<LateNote>{t('panel.share.preparing')}</LateNote>}>
      <CompareTokens {...props} />
    </Suspense>
  )
}

interface PanelProps {
  initial: {
    readonly flowId: string | null
    readonly ruleId?: string | null
    readonly screen: Screen
  }
}

/** The DevTools panel, which is also a page in a tab. */
export function Panel({ initial }: PanelProps) {
  return (
    <AppBoundary>
      <PanelScreens initial={initial} />
    </AppBoundary>
  )
}

function PanelScreens({ initial }: PanelProps) {
  const loading = useMirror(({ status }) => status === 'loading')
  const [screen, setScreen, settings] = useScreen(initial)
  useLetters()
  usePollWake()
  const [flow, setFlow] = useState<FlowTarget | null>(null)
  const [rule, setRule] = useState(ruleIn(initial))
  const [hasRules, setHasRules] = useState(false)
  if (screen === 'rules' && !hasRules) setHasRules(true)

  const root = useKeyDown<HTMLDivElement>((event, element) => {
    const named = screens[Number(event.key) - 1]
    if (event.key === 'F6') {
      event.preventDefault()
      focusNextPane(element, event.shiftKey)
    } else if (named && takesLetters(event)) {
      event.preventDefault()
      setScreen(named)
      element.querySelector<HTMLElement>(`[data-screen="${named}"]`)?.focus()
    }
  })

  return (
    <div className="panel" ref={root}>
      <PanelNav screen={screen} onScreen={setScreen} onSettings={settings.open} />
      {loading ? (
        <main className="panel__main">
          <LateNote>{t('panel.loading')}</LateNote>
        </main>
      ) : (
        <main className="panel__screens">
          <OpenScreenContext value={setScreen}>
            <OpenRuleContext
              value={(id) => {
                setRule({ id })
                setScreen('rules')
              }}
            >
              {screen === null && <SettingsScreen onBack={settings.close} />}
              <Activity mode={modeOf(screen === 'flows')}>
                <FlowsScreen
                  key={initial.flowId}
                  initialFlowId={initial.flowId}
                  target={flow}
                  onProfiles={() => setScreen('profiles')}
                  onTokens={() => setScreen('tokens')}
                />
              </Activity>
              <Activity mode={modeOf(screen === 'requests')}>
                <RequestsScreen
                  onProfiles={() => setScreen('profiles')}
                  onFlow={(flowId) => {
                    setFlow({ flowId, messageId: null })
                    setScreen('flows')
                  }}
                />
              </Activity>
              <Activity mode={modeOf(screen === 'tokens')}>
                <TokensScreen compare={LazyCompareTokens} />
              </Activity>
              <Activity mode={modeOf(screen === 'server')}>
                <ServerScreen onProfiles={() => setScreen('profiles')} compare={LazyCompare} />
              </Activity>
              {hasRules && (
                <Activity mode={modeOf(screen === 'rules')}>
                  <Suspense fallback={<LateNote>{t('panel.rules.loading')}</LateNote>}>
                    <RulesScreen
                      target={rule}
                      onFlow={(target) => {
                        setFlow(target)
                        setScreen('flows')
                      }}
                    />
                  </Suspense>
                </Activity>
              )}
              <Activity mode={modeOf(screen === 'profiles')}>
                <ProfilesScreen onScreen={setScreen} />
              </Activity>
            </OpenRuleContext>
          </OpenScreenContext>
        </main>
      )}
      <Announcer />
    </div>
  )
}

const ruleIn = ({ ruleId }: PanelProps['initial']): RuleTarget | null =>
  ruleId ? { id: ruleId } : null

function modeOf(visible: boolean): 'visible' | 'hidden' {
  return visible ? 'visible' : 'hidden'
}

/**
 * The visible screen, null for the settings over it. It changes when the panel is opened again with a target.
 */
function useScreen(initial: PanelProps['initial']) {
  const [screen, setOwnScreen] = useState(initial.screen)
  const [isSettings, setSettings] = useState(false)
  const setScreen = (next: Screen) => {
    setOwnScreen(next)
    setSettings(false)
  }
  const [opened, setOpened] = useState(initial)
  if (opened.flowId !== initial.flowId || opened.screen !== initial.screen) {
    setOpened(initial)
    setScreen(initial.screen)
  }
  const settings = { open: () => setSettings(true), close: () => setSettings(false) }
  return [isSettings ? null : screen, setScreen, settings] as const
}
