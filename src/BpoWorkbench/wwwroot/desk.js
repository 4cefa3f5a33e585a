// Tells the desk when its window is left and come back to.
export function watchWindow(page) {
  let away = false;
  let letGo = () => {};
  // Who holds a lock is not put to sleep in the background, and so keeps what they hold.
  navigator.locks?.request('desk', { mode: 'shared' }, () => new Promise(gone => { letGo = gone; }));
  const look = () => {
    const now = document.visibilityState === 'hidden';
    if (now !== away) {
      away = now;
      page.invokeMethodAsync(away ? 'Away' : 'Back');
    }
  };
  document.addEventListener('visibilitychange', look);
  return {
    stop: () => {
      document.removeEventListener('visibilitychange', look);
      letGo();
    }
  };
}
