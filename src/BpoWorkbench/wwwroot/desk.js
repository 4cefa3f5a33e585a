// Tells the desk when its window is left and come back to.
export function watchWindow(page) {
  let away = false;
  const look = () => {
    const now = document.visibilityState === 'hidden';
    if (now !== away) {
      away = now;
      page.invokeMethodAsync(away ? 'Away' : 'Back');
    }
  };
  document.addEventListener('visibilitychange', look);
  return { stop: () => document.removeEventListener('visibilitychange', look) };
}
