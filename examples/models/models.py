"""The models of a small shop, as an application would have them.

Print their JSON Schema with: python models.py, which writes schema/*.json.
"""
import json
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Optional
from uuid import UUID

from pydantic import BaseModel, Field


class Status(str, Enum):
    draft = "draft"
    paid = "paid"
    sent = "sent"


class Address(BaseModel):
    """Has no table: it is kept in a column of jsonb."""

    street: str
    city: str
    zip: Annotated[str, Field(max_length=10)]


class Customer(BaseModel):
    id: Optional[int] = None
    email: Annotated[str, Field(max_length=200)]
    name: str
    address: Optional[Address] = None
    tags: list[str] = Field(default_factory=list)


class OrderItem(BaseModel):
    order_id: UUID
    position: int
    sku: str
    quantity: int
    price: Decimal


class Order(BaseModel):
    id: UUID
    customer: Customer
    customer_id: int
    status: Status = Status.draft
    note: Optional[str] = None
    placed_at: datetime
    items: list[OrderItem] = Field(default_factory=list)


if __name__ == "__main__":
    folder = Path(__file__).parent / "schema"
    folder.mkdir(exist_ok=True)
    for model in (Customer, Order):
        text = json.dumps(model.model_json_schema(), indent=2)
        (folder / f"{model.__name__}.json").write_text(text + "\n", encoding="utf-8")
