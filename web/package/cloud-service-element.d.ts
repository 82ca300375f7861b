export * from './cloud-service.js';
