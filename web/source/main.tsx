import { render } from 'preact';
import './style/page.css';

const root = document.getElementById('page');
if (root) render(<h1>Saiten</h1>, root);
