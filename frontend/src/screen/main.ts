import '@shared/styles/tokens.css';
import '@shared/styles/fonts-screen.css';
import '@shared/styles/base.css';
import '@shared/styles/screen.css';
import { enter } from '@shared/enter';
import App from './App.svelte';

enter(App, true);
