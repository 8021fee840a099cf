import { useMemo } from 'react'
import { Age, Clock } from '@/components/ui/time'
import { flowName, flowNumbers } from '@/components/ui/flow-text'
import { beginningOf } from '@/components/ui/long-text'
import { useMirror } from '@/lib/state/mirror'

/** The name and the time of a flow, beside the list. In a narrow panel the picker shows them. */
export function FlowTitle({ id }: { readonly id: string }) {
  const flows = useMirror((state) => state.flows)
  const numbers = useMemo(() => flowNumbers(flows), [flows])
  const flow = flows.find((each) => each.id === id)
  if (!flow) return null
  const name = beginningOf(flowName(flow))
  const nth = numbers.get(id)
  return (
    <div className="flowtitle only-wide">
      <h2 className="strong cut" title={name}>
        {name}
      </h2>
      {nth !== undefined && <span className="num meta">#{nth}</span>}
      <span className="num meta nowrap">
        <Clock at={flow.createdAt} />
      </span>
      <span className="num meta nowrap">
        <Age at={flow.createdAt} />
      </span>
    </div>
  )
}
