import './engine-check';
import './compile-cache';
import { startServer } from './server';

void startServer();
