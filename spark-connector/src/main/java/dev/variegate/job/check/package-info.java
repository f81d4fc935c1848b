/** What a job checks: its sources before they are planned with, and its images before they are shown. */
package dev.variegate.job.check;
