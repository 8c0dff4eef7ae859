-- What was sent and nobody at the clinic has begun with can be taken back.

-- Whether a case is closed because it was taken back.
ALTER TABLE cases ADD COLUMN taken_back BOOLEAN NOT NULL DEFAULT false;

-- What is taken back is decided then.
ALTER TABLE renewal_items DROP CONSTRAINT renewal_items_state_check;
ALTER TABLE renewal_items ADD CONSTRAINT renewal_items_state_check
    CHECK (state IN ('asked', 'approved', 'declined', 'taken-back'));

ALTER TABLE certificate_orders DROP CONSTRAINT certificate_orders_state_check;
ALTER TABLE certificate_orders ADD CONSTRAINT certificate_orders_state_check
    CHECK (state IN ('ordered', 'issued', 'declined', 'taken-back'));

-- One more thing that can happen in an errand.
ALTER TABLE messages DROP CONSTRAINT messages_event_check;
ALTER TABLE messages ADD CONSTRAINT messages_event_check CHECK (event IN (
    'booked', 'offered', 'moved', 'cancelled', 'renewal-asked', 'renewal-decided',
    'certificate-ordered', 'certificate-issued', 'certificate-declined', 'taken-back'
));
