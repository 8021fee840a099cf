const pure = '^lib/(model|oauth|jose|flow|rules|capture|share)/'

/** Who may import whom: see ARCHITECTURE.md. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'all-resolved',
      comment: 'An import that is not resolved would pass every rule below.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-core-imports-only-itself',
      comment: 'The pure core knows no browser, no React, no storage and no service.',
      severity: 'error',
      from: { path: pure },
      to: { pathNot: [pure, '^node_modules/(jose|tldts)/'] },
    },
    {
      name: 'jose-only-in-lib-jose',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/jose/' },
      to: { path: '^node_modules/jose/' },
    },
    {
      name: 'client-imports-pure-core-and-oauth4webapi',
      severity: 'error',
      from: { path: '^lib/client/' },
      to: { pathNot: ['^lib/client/', pure, '^node_modules/oauth4webapi/'] },
    },
    {
      name: 'app-knows-ports-not-platform',
      severity: 'error',
      from: { path: '^lib/app/' },
      to: { pathNot: ['^lib/(app|client|messaging)/', pure, '^node_modules/valibot/'] },
    },
    {
      name: 'wxt-only-at-the-edges',
      comment: 'Only platform, messaging, i18n and entrypoints touch the browser.',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/(platform|messaging|i18n)/' },
      to: { path: ['^node_modules/(wxt|@wxt-dev|webextension-polyfill)/', '^\\.wxt/'] },
    },
    {
      name: 'components-import-state-and-i18n',
      comment: 'Values of the core come through state; its types and tables of names may be read.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib|entrypoints)/',
        pathNot: [
          '^lib/(state|i18n|model)/',
          '^lib/oauth/(profile-defaults|endpoint-members|metadata-fields|difference)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'state-does-not-reach-services',
      severity: 'error',
      from: { path: '^lib/state/' },
      to: { path: '^(components|entrypoints|lib/(platform|client))/' },
    },
    {
      name: 'rules-never-import-each-other',
      severity: 'error',
      from: { path: '^lib/rules/([^/]+)/(?!index\\.ts|table\\.ts|severities\\.ts)[^/]+\\.ts$' },
      to: { path: '^lib/rules/[^/]+/(?!shared)[^/]+\\.ts$' },
    },
    {
      name: 'entrypoints-apart',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/$1' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
