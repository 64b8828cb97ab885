import './engine-check';
import { startServer } from './server';

void startServer();
