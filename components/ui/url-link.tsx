interface UrlLinkProps {
  readonly url: string
}

/** A URL that opens in a tab, where the browser shows what it does not report to Parley. */
export function UrlLink({ url }: UrlLinkProps) {
  return /^https?:\/\//i.test(url) ? (
    <a className="mono" href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  ) : (
    <span className="mono">{url}</span>
  )
}
