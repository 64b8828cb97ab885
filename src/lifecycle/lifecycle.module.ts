import { Module } from '@nestjs/common';
import { AdmissionService } from './admission.service';
import { LifecycleService } from './lifecycle.service';

/** Starting, serving, draining; and who may come in meanwhile. */
@Module({
  providers: [LifecycleService, AdmissionService],
  exports: [LifecycleService, AdmissionService],
})
export class LifecycleModule {}
