import '@shared/styles/tokens.css';
import '@shared/styles/fonts.css';
import '@shared/styles/base.css';
import '@shared/styles/phone.css';
import './pages.css';
import './charter.css';

// A code behind the # never left this device: it goes into its field, and out of the address and the history.
const field = document.querySelector<HTMLInputElement>('#pass');
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
}
