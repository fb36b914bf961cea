import '@shared/styles/tokens.css';
import '@shared/styles/fonts.css';
import '@shared/styles/base.css';
import '@shared/styles/phone.css';
import './pages.css';
import './charter.css';
