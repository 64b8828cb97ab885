import './engine-check';
import './compile-cache';
import './lean-http';
import { startServer } from './server';

void startServer();
