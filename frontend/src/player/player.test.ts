import { describe, expect, it, vi } from 'vitest'

import { FakeMedia } from '../testing/fakeMedia'
import { clock, fractionOf, peaksToChannels, viewAround } from './geometry'
import { createSegmentPlayer } from './segmentPlayer'
import { createWaveform } from './waveform'

const surfer = vi.hoisted(() => ({ alive: 0, listeners: 0, times: [] as number[] }))

vi.mock('wavesurfer.js', () => ({
  default: {
    create: () => {
      surfer.alive += 1
      return {
        on: () => {
          surfer.listeners += 1
          return () => {
            surfer.listeners -= 1
          }
        },
        load: () => Promise.resolve(),
        setTime: (seconds: number) => surfer.times.push(seconds),
        setOptions: () => undefined,
        destroy: () => {
          surfer.alive -= 1
        },
      }
    },
  },
}))

const segment = { start: 10, end: 14 }

function setUp() {
  const media = new FakeMedia()
  const player = createSegmentPlayer(media as unknown as HTMLMediaElement, segment)
  return { media, player }
}

describe('segment player', () => {
  it('starts at the segment and stops at its end', () => {
    const { media, player } = setUp()
    expect(media.currentTime).toBe(10)
    player.toggle()
    media.reach(14.02)
    expect(media.paused).toBe(true)
    expect(media.currentTime).toBe(14)
    player.toggle()
    expect(media.currentTime).toBe(10)
    expect(player.getState().plays).toBe(2)
  })

  it('goes on where it was paused, without counting another play', () => {
    const { media, player } = setUp()
    player.toggle()
    media.reach(12)
    player.toggle()
    player.toggle()
    expect(media.currentTime).toBe(12)
    expect(player.getState().plays).toBe(1)
  })

  it('loops, and hears another turn without counting it', () => {
    const { media, player } = setUp()
    player.toggleLoop()
    player.toggle()
    media.reach(14.1)
    expect(media.currentTime).toBe(10)
    expect(media.paused).toBe(false)
    expect(player.getState().plays).toBe(2)
    player.play({ start: 2, end: 5 })
    expect(media.currentTime).toBe(2)
    expect(player.getState().plays).toBe(2)
  })

  it('seeks within the segment and changes speed within bounds', () => {
    const { media, player } = setUp()
    player.seekBy(-5)
    expect(media.currentTime).toBe(10)
    player.seekBy(60)
    expect(media.currentTime).toBe(14)
    for (let n = 0; n < 9; n += 1) player.changeSpeed(1)
    expect(media.playbackRate).toBe(2)
    player.changeSpeed(-1)
    expect(media.playbackRate).toBe(1.5)
  })

  it('goes to where it was sent before the media were there', () => {
    const media = new FakeMedia()
    media.readyState = 0
    const player = createSegmentPlayer(media as unknown as HTMLMediaElement, segment)
    expect(player.time()).toBe(10)
    player.seekBy(1.5)
    player.seekBy(1)
    expect(player.time()).toBe(12.5)
    media.currentTime = 0 // as a new source does
    media.dispatchEvent(new Event('loadedmetadata'))
    expect(media.currentTime).toBe(12.5)
    expect(player.time()).toBe(12.5)
  })

  it('keeps to its speed and to what is recorded while something is recorded', () => {
    const { media, player } = setUp()
    player.changeSpeed(1)
    player.toggleLoop()
    player.hold(() => 12)
    expect(media.playbackRate).toBe(1)
    expect(player.getState()).toMatchObject({ speed: 1, loop: false })
    player.seekTo(13)
    expect(media.currentTime).toBe(12)
    player.changeSpeed(1)
    player.toggleLoop()
    player.play({ start: 2, end: 5 })
    expect(media).toMatchObject({ playbackRate: 1, paused: true, currentTime: 12 })
    player.hold(null)
    player.seekTo(13)
    expect(media.currentTime).toBe(13)
  })

  it('says that the browser wants a click first', async () => {
    const { media, player } = setUp()
    media.refuse = new DOMException('', 'NotAllowedError')
    player.play()
    await Promise.resolve()
    await Promise.resolve()
    expect(player.getState()).toMatchObject({ blocked: true, plays: 0 })
  })

  it('leaves the element alone once another segment has it', () => {
    const { media, player } = setUp()
    player.dispose()
    const next = createSegmentPlayer(media as unknown as HTMLMediaElement, { start: 30, end: 31 })
    for (const act of ['play', 'playFromStart', 'toggle'] as const) player[act]()
    player.seekTo(11)
    expect(media.paused).toBe(true)
    expect(media.currentTime).toBe(30)
    next.dispose()
  })

  it('gives every listener back, however often it is made', () => {
    const media = new FakeMedia()
    for (let n = 0; n < 50; n += 1) {
      const player = createSegmentPlayer(media as unknown as HTMLMediaElement, segment)
      player.onTime(() => undefined)
      player.toggle()
      player.dispose()
    }
    expect(media.listening).toBe(0)
    expect(media.paused).toBe(true)
  })
})

describe('waveform', () => {
  it('gives the library back, however often it is made', async () => {
    for (let n = 0; n < 50; n += 1) {
      const waveform = createWaveform({
        container: document.createElement('div'),
        height: 100,
        colours: { wave: '#000', played: '#000', cursor: '#000' },
        onSeek: () => undefined,
      })
      waveform.draw([[1], [-1]], 4)
      waveform.dispose()
      await Promise.resolve()
      waveform.setTime(1)
    }
    expect(surfer).toMatchObject({ alive: 0, listeners: 0, times: [] })
  })
})

describe('geometry', () => {
  it('shows a little context within the recording', () => {
    expect(viewAround(segment, 60)).toEqual({ start: 9, end: 15 })
    expect(viewAround({ start: 0.1, end: 2 }, 2.1)).toEqual({ start: 0, end: 2.1 })
    expect(fractionOf(12, { start: 9, end: 15 })).toBe(0.5)
    expect(fractionOf(99, { start: 9, end: 15 })).toBe(1)
  })

  it('scales peaks and writes a clock', () => {
    expect(peaksToChannels({ min: [-128], max: [127] })).toEqual([[1], [-1]])
    expect(clock(61.25)).toBe('1:01.3')
    expect(clock(-1)).toBe('0:00.0')
  })
})
