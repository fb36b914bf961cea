import '@shared/styles/tokens.css';
import '@shared/styles/fonts.css';
import '@shared/styles/base.css';
import '@shared/styles/phone.css';
import './console.css';
import { enter } from '@shared/enter';
import App from './App.svelte';
import { ConsoleRoom } from './room.svelte';

enter(App, false, ConsoleRoom);
