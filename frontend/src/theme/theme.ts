import { createTheme, defaultVariantColorsResolver } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple, VariantColorsResolver } from '@mantine/core'

import { m } from '../i18n'

const teal: MantineColorsTuple = [
  '#e7f4f2',
  '#cfe8e5',
  '#a2d3ce',
  '#73bdb7',
  '#52c4b8',
  '#2a918d',
  '#0b6b6b',
  '#085c5c',
  '#074c4c',
  '#053b3b',
]

/** Mantine's dark greys, on the hue of our own surfaces. */
const dark: MantineColorsTuple = [
  '#e6eeed',
  '#c3d0cf',
  '#a9babb',
  '#6d8083',
  '#3a4a4d',
  '#2b393c',
  '#1d282b',
  '#182124',
  '#141c1e',
  '#101719',
]

/** Words on our accent: white on the dark teal of the light scheme, dark on the light one of the dark. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  const onAccent = input.variant === 'filled' && (input.color ?? 'accent') === 'accent'
  return onAccent ? { ...colours, color: 'var(--accent-text)' } : colours
}

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent: teal, dark },
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  defaultRadius: 'md',
  radius: { sm: '6px', md: '8px', lg: '10px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: { fontWeight: '650' },
  components: {
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        centered: true,
        radius: 'lg',
        closeButtonProps: { 'aria-label': m.common.close },
      },
      styles: { title: { fontSize: '17px', fontWeight: 650 } },
    },
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': m.common.close },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': m.common.close } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 } } },
    Checkbox: { defaultProps: { radius: 'sm' } },
    // Tables wider than the screen scroll, by the arrow keys too, and show that they do.
    TableScrollContainer: {
      defaultProps: { scrollAreaProps: { type: 'auto', viewportProps: { tabIndex: 0 } } },
    },
    Skeleton: { defaultProps: { radius: 'md' } },
  },
})

/** Mantine's own variables follow our tokens, so that its parts sit on the same surfaces. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-placeholder': 'var(--text-2)',
    '--mantine-color-anchor': 'var(--accent)',
  }
  return { variables: {}, light: shared, dark: shared }
}
