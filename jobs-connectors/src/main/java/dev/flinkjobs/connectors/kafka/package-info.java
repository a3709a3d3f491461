/** Topics of Apache Kafka as outputs. */
@NullMarked
package dev.flinkjobs.connectors.kafka;

import org.jspecify.annotations.NullMarked;
