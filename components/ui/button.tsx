import type { ComponentProps, ReactNode } from 'react'

interface Look {
  readonly variant?: 'primary' | 'quiet' | 'link' | 'danger' | undefined
  readonly size?: 'lg' | undefined
}

type ButtonProps = Look & ComponentProps<'button'> & { readonly icon?: ReactNode }

export function Button({ variant, size, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(variant, size, className)} {...rest}>
      {icon}
      {children}
    </button>
  )
}

type IconButtonProps = Pick<Look, 'size'> & ComponentProps<'button'> & { readonly label: string }

/** A button that shows only an icon; `label` is its name and its tooltip. */
export function IconButton({ label, size, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes('icon', size, className)}
      title={label}
      aria-label={label}
      {...rest}
    >
      {children}
    </button>
  )
}

function classes(...names: readonly (string | undefined)[]): string {
  const [variant, size, own] = names
  return ['btn', variant && `btn--${variant}`, size && `btn--${size}`, own]
    .filter(Boolean)
    .join(' ')
}
