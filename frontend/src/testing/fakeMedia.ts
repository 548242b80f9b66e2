/** A media element whose clock the test moves, and which counts who listens. */
export class FakeMedia extends EventTarget {
  readonly HAVE_METADATA = 1
  readyState = 1
  paused = true
  ended = false
  currentTime = 0
  playbackRate = 1
  listening = 0
  refuse: DOMException | null = null

  override addEventListener(type: string, listener: EventListenerOrEventListenerObject) {
    this.listening += 1
    super.addEventListener(type, listener)
  }
  override removeEventListener(type: string, listener: EventListenerOrEventListenerObject) {
    this.listening -= 1
    super.removeEventListener(type, listener)
  }
  play() {
    if (this.refuse) return Promise.reject(this.refuse)
    this.paused = false
    this.dispatchEvent(new Event('play'))
    return Promise.resolve()
  }
  pause() {
    if (this.paused) return
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  }
  /** The file is over, wherever its segment ends. */
  end() {
    this.ended = true
    this.pause()
  }
  reach(time: number) {
    this.currentTime = time
    this.dispatchEvent(new Event('timeupdate'))
  }
}
