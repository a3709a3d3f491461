/** Topics of Apache Kafka as inputs and outputs. */
@NullMarked
package dev.flinkjobs.connectors.kafka;

import org.jspecify.annotations.NullMarked;
