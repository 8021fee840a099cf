import { t } from '@/lib/i18n'
import { withParam } from './edit-values'
import { isFresh, profileValue } from './param-rows'
import { useSheet } from './sheet-context'
import { ValueRow } from './value-row'

/** The row of a parameter. */
export function ParamRow({
  name,
  field,
  isLong,
}: {
  name: string
  field: string
  isLong?: boolean
}) {
  const { profile, values, edit } = useSheet()
  const own = profileValue(profile, name)
  const isChanged = Object.hasOwn(values.params, name)
  const value = isChanged ? (values.params[name] ?? null) : own
  const uris = name === 'redirect_uri' ? profile.redirectUris : undefined
  return (
    <ValueRow
      name={name}
      field={field}
      value={value}
      isChanged={isChanged}
      {...(isFresh(name) && own === '' && { placeholder: t('panel.requests.fresh') })}
      {...(uris && { suggestions: uris })}
      {...(isLong && { isLong })}
      onChange={(next) => {
        // A row that was added stays while its text is empty.
        const isOwn = next === own && (own !== '' || isFresh(name))
        edit(withParam(values, name, isOwn ? undefined : next))
      }}
    />
  )
}
