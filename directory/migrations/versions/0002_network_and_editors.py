"""The network, the editors and what waits for them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.String(length=36), nullable=True),
        sa.Column("districts", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_last", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "role IN ('viewer', 'organization_editor', 'district_editor', 'administrator')",
            name=op.f("ck_account_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "confirmation_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("service_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=6), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("used_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint("channel IN ('mail', 'letter')", name=op.f("ck_confirmation_link_channel")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_confirmation_link")),
    )
    with op.batch_alter_table("confirmation_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_link_service_id"), ["service_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("service_id", sa.String(length=36), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("proposed_by", sa.String(length=80), nullable=False),
        sa.Column("proposed_at", sa.String(length=32), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_at", sa.String(length=32), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('correction', 'new_service', 'confirmation', 'shipped', 'import', 'draft')",
            name=op.f("ck_proposal_kind"),
        ),
        sa.CheckConstraint("state IN ('open', 'accepted', 'rejected')", name=op.f("ck_proposal_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_proposal_state_kind", ["state", "kind"], unique=False)

    op.create_table(
        "slip_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("from_service_id", sa.String(length=36), nullable=True),
        sa.Column("to_service_id", sa.String(length=36), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'arrived', 'redirected', 'not_eligible', 'full')", name=op.f("ck_slip_code_state")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_slip_code")),
    )
    with op.batch_alter_table("slip_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slip_code_week"), ["week"], unique=False)

    op.create_table(
        "slip_count",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("district", sa.String(length=5), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'arrived', 'redirected', 'not_eligible', 'full')", name=op.f("ck_slip_count_state")
        ),
        sa.PrimaryKeyConstraint("quarter", "district", "kind", "state", name=op.f("pk_slip_count")),
    )
    op.create_table(
        "unmet_search",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("marginal", sa.String(length=16), nullable=False),
        sa.Column("first", sa.String(length=20), nullable=False),
        sa.Column("second", sa.String(length=20), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.CheckConstraint("marginal IN ('district_kind', 'kind_language')", name=op.f("ck_unmet_search_marginal")),
        sa.PrimaryKeyConstraint("quarter", "marginal", "first", "second", name=op.f("pk_unmet_search")),
    )
    op.create_table(
        "relation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("service_id", sa.String(length=36), nullable=False),
        sa.Column("relation_type", sa.String(length=16), nullable=False),
        sa.Column("other_key", sa.String(length=200), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "relation_type IN ('refers_to', 'accompanies', 'agreement_with', "
            "'same_house_as', 'branch_of', 'speaks_for')",
            name=op.f("ck_relation_relation_type"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_relation_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_other_key"), ["other_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_service_id"), ["service_id"], unique=False)

    op.add_column("redirect", sa.Column("key", sa.String(length=200), nullable=True))
    op.add_column("service", sa.Column("topics_dropped", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("service", "topics_dropped")
    op.drop_column("redirect", "key")
    for table in ("relation", "unmet_search", "slip_count", "slip_code", "proposal", "confirmation_link", "account"):
        op.drop_table(table)
