import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

export function useColourScheme(): { scheme: 'light' | 'dark'; toggle: () => void } {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  return {
    scheme,
    toggle: () => {
      setColorScheme(scheme === 'dark' ? 'light' : 'dark')
    },
  }
}
